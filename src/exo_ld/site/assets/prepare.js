"use strict";
// A canned query with its parameters put in, exactly as query/catalogue.py and query/kb.py do it.
const Prepare = (() => {
  const GIVEN = /^( *)#\+ given (\w+): (.*)$/gm;
  const SERVICE = /^(\s*)(\{\s*#\+\s*(\w+)\s*)$/gm;
  const MARK = /^(\s*VALUES\s+\?p_(\w+)\s*\{)[^}]*(\}\s*#\+\s*(\w+)\s*)$/gm;

  function rewrite(text, values) {
    return text
      .replace(GIVEN, (line, indent, name, pattern) => {
        if (!(name in values) || (values[name].length > 1 && !pattern.startsWith("VALUES"))) return line;
        return (indent + pattern).replace(new RegExp("\\?p_" + name + "\\b", "g"), () => values[name].join(" "));
      })
      .replace(MARK, (line, before, name, after) => name in values ? `${before} ${values[name].join(" ")} ${after}` : line)
      .replace(SERVICE, (line, indent, group, name) => name in values ? `${indent}SERVICE ${values[name][0]} ${group}` : line);
  }

  const ESCAPED = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

  // The value of a parameter as SPARQL terms; `meant` gives the IRIs that a text means, the thing itself first.
  function terms(parameter, text, meant) {
    if (parameter.kind === "term") {
      const iris = meant(text);
      return (parameter.default === null ? iris : iris.slice(0, 1)).map((iri) => `<${iri}>`);
    }
    if (parameter.kind === "integer") {
      if (!/^\s*[+-]?\d+\s*$/.test(text)) throw new Error(`${parameter.name}: give a whole number`);
      return [BigInt(text.trim().replace(/^\+/, "")).toString()];
    }
    if (parameter.kind === "service") {
      if (!/^https?:\/\/[^\s<>"{}|\\^`]+$/.test(text)) throw new Error(`${parameter.name}: give the address of an endpoint`);
      return [`<${text}>`];
    }
    return ['"' + text.replace(/[\\"\n\r\t]/g, (letter) => ESCAPED[letter]) + '"'];
  }

  // The SPARQL text of a question with the given values; an empty value leaves the parameter as it is.
  function prepare(question, given, meant) {
    const values = {};
    for (const parameter of question.params)
      if (given[parameter.name]) values[parameter.name] = terms(parameter, given[parameter.name], meant);
    return rewrite(question.text, values);
  }

  return { prepare, rewrite, terms };
})();
