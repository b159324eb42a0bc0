"use strict";
// Names brought to a form in which two spellings of one name are the same: query/folding.py, in the browser.
const Folding = (() => {
  const GREEK = Object.fromEntries([..."αβγδεζηθκλμνπρστφχψω"].map((letter, place) => [letter, (
    "alpha beta gamma delta epsilon zeta eta theta kappa lambda mu nu pi rho sigma tau phi chi psi omega").split(" ")[place]]));
  const LETTERS = Object.fromEntries(Object.values(GREEK).map((name) => [name, name[0]]));
  const PLURALS = { mice: "mouse", feet: "foot", criteria: "criterion", nuclei: "nucleus", mitochondria: "mitochondrion" };
  const SMALL = new Set(("a all also an and are as at be been both by can could derived each for from had has have in into is it its may might " +
    "most of often on or other several significantly some such than that the their these they this to various via was were which with would").split(" "));
  const BRITISH = [[/(?<=\w)[ao]e(?=[a-z])|\boe(?=[dst])/g, "e"], [/(?<=[a-z]{2})our\b/g, "or"], [/(?<=[a-z])is(?=(?:e|ed|ing|ation)\b)/g, "iz"],
    [/sulph/g, "sulf"], [/\bageing\b/g, "aging"], [/ll(?=ing|ed)/g, "l"], [/(?<=[a-z]{2})tre\b/g, "ter"]];
  const ACRONYMS = /\b([A-Z][A-Z0-9]*[A-Z0-9]|[A-Za-z]*[A-Z]{2,})s\b/g;
  const MIRNA = new RegExp("(?<![a-z0-9])(?:[a-z]{3}[- ])?(?:mi(?:c|cro)?-?rnas?|mi-?rs?|let)(?:(?<=let)|[- ]?(let)[- ]?|[- ]?)[- ]?" +
    "(\\d+)([a-z]{0,2})(?:-\\d(?=-[35]p))?(?:[- ]?([35])p|-([35])(?!\\w))?(\\*)?(?![a-z0-9])", "g");

  function mirna(match, inner, number, letters, arm1, arm2, star, offset, whole) {
    const let_ = inner || match.trimStart().replace(/^hsa-/, "").startsWith("let") || match.includes("-let") ? "let" : "";
    const arm = arm1 || arm2;
    return ` mir${let_}${number}${letters}${arm ? `.${arm}p` : ""} `;
  }

  function singular(word) {
    if (PLURALS[word]) return PLURALS[word];
    if (word.length > 4 && word.endsWith("ies")) return word.slice(0, -3) + "y";
    if (word.length > 4 && /(?:sses|shes|ches|xes)$/.test(word)) return word.slice(0, -2);
    return word.length > 3 && word.endsWith("s") && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
  }

  const plain = (word) => BRITISH.reduce((now, [british, american]) => now.replace(british, american), singular(word));

  // The words of a name, in order, each in the form that stands for all its spellings.
  function fold(name) {
    let text = name.replaceAll("\\", "").normalize("NFKD").replace(ACRONYMS, "$1").toLowerCase().replaceAll("ß", "ss");
    text = text.replace(/\p{M}/gu, "").replaceAll("mueller", "muller").replaceAll("’", "'").replaceAll("ς", "σ");
    text = text.replace(/[α-ω]/g, (letter) => (GREEK[letter] ? ` ${GREEK[letter]} ` : letter));
    text = text.replace(/[\u2010-\u2015\u2212_]/g, "-").replace(/\b([a-z]{2,})(\d)\/(\d)\b/g, "$1$2 $1$3");
    return (text.replaceAll("'s", "").replace(MIRNA, mirna).match(/[a-z0-9]+(?:\.[0-9]+p)?|[\p{L}\p{N}_]+/gu) || []).map(plain);
  }

  const bag = (words) => {
    const named = [...new Set(words.filter((word) => !SMALL.has(word)))];
    return (named.length ? named : [...new Set(words)]).sort();
  };
  const squeezed = (words) => words.map((word) => LETTERS[word] || word).join("")
    .replace(/(alpha|beta|gamma|kappa)(?=\d|$|b$)/g, (letter) => letter[0]);
  // What two names that are the same have in common: words in order, in any order, letters run together.
  const keys = (words) => [words.join(" "), "{" + bag(words).join(" "), "=" + squeezed(words)];

  return { fold, keys };
})();
