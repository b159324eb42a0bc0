# exos:SourceCheck-grade: missing
DELETE WHERE { exod:check-doe-2019-1 exld:grade ?old }

# exos:SourceCheck-grade: of another list
DELETE { exod:check-doe-2019-1 exld:grade ?old } INSERT { exod:check-doe-2019-1 exld:grade exld:rate } WHERE { exod:check-doe-2019-1 exld:grade ?old }

# exos:SourceCheck-grade: two of them
INSERT DATA { exod:check-doe-2019-1 exld:grade exld:gradeD }

# exos:SourceCheck-of: of no evidence line
DELETE WHERE { exod:evidence-doe-2019-02-1 exld:checkedBy ?old }

# exos:SourceCheck-sourceClaim: no claim
INSERT DATA { exod:check-doe-2019-1 exld:sourceClaim exod:experiment-doe-2019-exosomes-wound-1 }

# exos:SourceCheck-sourceSays: missing
DELETE WHERE { exod:check-doe-2019-1 exld:sourceSays ?old }

# exos:SourceCheck-sourceSays: empty
DELETE { exod:check-doe-2019-1 exld:sourceSays ?old } INSERT { exod:check-doe-2019-1 exld:sourceSays "" } WHERE { exod:check-doe-2019-1 exld:sourceSays ?old }

# exos:SourceCheck-sourceSays: a language
DELETE { exod:check-doe-2019-1 exld:sourceSays ?old } INSERT { exod:check-doe-2019-1 exld:sourceSays "words"@en } WHERE { exod:check-doe-2019-1 exld:sourceSays ?old }

# exos:SourceCheck-sourceSays: two of them
INSERT DATA { exod:check-doe-2019-1 exld:sourceSays "Something else." }

# exos:SourceCheck-type: its property on something else
INSERT DATA { exod:evidence-doe-2019-02-1 exld:verdict exld:confirmed }

# exos:SourceCheck-verdict: missing
DELETE WHERE { exod:check-doe-2019-1 exld:verdict ?old }

# exos:SourceCheck-verdict: of another list
DELETE { exod:check-doe-2019-1 exld:verdict ?old } INSERT { exod:check-doe-2019-1 exld:verdict exld:gradeA } WHERE { exod:check-doe-2019-1 exld:verdict ?old }

# exos:SourceCheck-verdict: two of them
INSERT DATA { exod:check-doe-2019-1 exld:verdict exld:confirmed }

# exos:SourceCheck-checkedWork: no publication
DELETE { exod:check-doe-2019-1 exld:checkedWork ?old } INSERT { exod:check-doe-2019-1 exld:checkedWork exod:experiment-doe-2019-exosomes-wound-1 } WHERE { exod:check-doe-2019-1 exld:checkedWork ?old }

# exos:SourceCheck-checkedWork: two of them
INSERT DATA { exod:check-doe-2019-1 exld:checkedWork exod:work-poe-2015-size . exod:evidence-doe-2019-02-1 exld:cites exod:work-poe-2015-size . exod:evidence-doe-2019-03-1 exld:cites exod:work-poe-2015-size }

# exos:SourceCheck-claimVerdict: of another list
DELETE { exod:check-doe-2019-1 exld:claimVerdict ?old } INSERT { exod:check-doe-2019-1 exld:claimVerdict exld:gradeA } WHERE { exod:check-doe-2019-1 exld:claimVerdict ?old }

# exos:SourceCheck-claimVerdict: two of them
INSERT DATA { exod:check-doe-2019-1 exld:claimVerdict exld:notFound }

# exos:SourceCheck-of: of no evidence line, and said not to be withdrawn
DELETE { exod:evidence-doe-2019-02-1 exld:checkedBy ?old } INSERT { exod:check-doe-2019-1 owl:deprecated false } WHERE { exod:evidence-doe-2019-02-1 exld:checkedBy ?old }

# exos:SourceCheck-claimVerdict: missing
DELETE WHERE { exod:check-doe-2019-1 exld:claimVerdict ?old }

# exos:SourceCheck-work: missing
DELETE WHERE { exod:check-doe-2019-1 exld:checkedWork ?old }

# exos:SourceCheck-work: of a check that compares no source
DELETE { exod:check-doe-2019-1 exld:grade ?old } INSERT { exod:check-doe-2019-1 exld:grade exld:gradeC } WHERE { exod:check-doe-2019-1 exld:grade ?old }

# exos:SourceCheck-cited: a work that the line does not cite
DELETE { exod:check-doe-2019-1 exld:checkedWork ?old } INSERT { exod:check-doe-2019-1 exld:checkedWork exod:work-poe-2015-size . exod:evidence-doe-2019-03-1 exld:cites exod:work-poe-2015-size } WHERE { exod:check-doe-2019-1 exld:checkedWork ?old }

# exos:SourceCheck-cited: the review in place of the work
DELETE { exod:check-doe-2019-1 exld:checkedWork ?old } INSERT { exod:check-doe-2019-1 exld:checkedWork exod:review-roe-2021 } WHERE { exod:check-doe-2019-1 exld:checkedWork ?old }

# exos:SourceCheck-twice: told again
INSERT { exod:check-doe-2019-2 ?p ?o . exod:evidence-doe-2019-03-1 exld:checkedBy exod:check-doe-2019-2 } WHERE { exod:check-doe-2019-1 ?p ?o }

# exos:SourceCheck-seen: graded by the title where the abstract was seen
DELETE { exod:check-doe-2019-1 exld:grade ?old } INSERT { exod:check-doe-2019-1 exld:grade exld:gradeB } WHERE { exod:check-doe-2019-1 exld:grade ?old }

# exos:SourceCheck-shown: nothing that the abstract says
DELETE WHERE { exod:check-doe-2019-1 exld:sourceClaim ?old }

# exos:SourceCheck-sourceClaim-cited: a claim of another work
INSERT DATA { exod:check-doe-2019-1 exld:sourceClaim exod:claim-roe-2021-01 }
