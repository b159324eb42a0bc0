# exos:EvidenceCodeRule-clear: two rules for one line
INSERT DATA { exod:code-rule-cited exld:ruleRole exld:interpretation }

# exos:EvidenceCodeRule-givesCode: missing
DELETE WHERE { exod:code-rule-cited exld:givesCode ?old }

# exos:EvidenceCodeRule-givesCode: two of them
INSERT DATA { exod:code-rule-cited exld:givesCode ECO:0000302 }

# exos:EvidenceCodeRule-ruleCites: missing
DELETE WHERE { exod:code-rule-cited exld:ruleCites ?old }

# exos:EvidenceCodeRule-ruleCites: a word
DELETE { exod:code-rule-cited exld:ruleCites ?old } INSERT { exod:code-rule-cited exld:ruleCites "yes" } WHERE { exod:code-rule-cited exld:ruleCites ?old }

# exos:EvidenceCodeRule-rulePlace: missing
DELETE WHERE { exod:code-rule-cited exld:rulePlace ?old }

# exos:EvidenceCodeRule-rulePlace: a section
DELETE { exod:code-rule-cited exld:rulePlace ?old } INSERT { exod:code-rule-cited exld:rulePlace exld:Section } WHERE { exod:code-rule-cited exld:rulePlace ?old }

# exos:EvidenceCodeRule-ruleRole: missing
DELETE WHERE { exod:code-rule-cited exld:ruleRole ?old }

# exos:EvidenceCodeRule-ruleRole: a stance
INSERT DATA { exod:code-rule-cited exld:ruleRole exld:supports }

# exos:EvidenceCodeRule-type: without type
DELETE DATA { exod:code-rule-cited a exld:EvidenceCodeRule }
