# exos:PrimaryStudy-cited: its claim on the word of another work
DELETE { exod:evidence-doe-2019-03-1 exld:cites ?old . exod:check-doe-2019-1 exld:sourceClaim ?said ; exld:grade ?grade } INSERT { exod:evidence-doe-2019-03-1 exld:cites exod:work-poe-2015-size . exod:check-doe-2019-1 exld:grade exld:gradeD } WHERE { exod:evidence-doe-2019-03-1 exld:cites ?old . exod:check-doe-2019-1 exld:sourceClaim ?said ; exld:grade ?grade }

# exos:PrimaryStudy-cited: its experiment on the word of another work
DELETE { exod:evidence-doe-2019-experiment-2-1 exld:cites ?old } INSERT { exod:evidence-doe-2019-experiment-2-1 exld:cites exod:work-poe-2015-size } WHERE { exod:evidence-doe-2019-experiment-2-1 exld:cites ?old }

# exos:PrimaryStudy-doi: missing
DELETE WHERE { exod:study-doe-2019-exosomes-wound bibo:doi ?old }

# exos:PrimaryStudy-reports: nothing
INSERT DATA { exod:study-moe-2020 a exld:PrimaryStudy ; rdfs:label "Moe 2020"@en ; exld:numberInReview "roe-2021:93" ; exld:identification exld:notIdentified }

# exos:PrimaryStudy-reports: no experiment
INSERT DATA { exod:study-doe-2019-exosomes-wound exld:reports exod:model-doe-2019-exosomes-wound-1 }

# exos:PrimaryStudy-type: its property on something else
INSERT DATA { exod:work-poe-2015-size exld:reports exod:experiment-none }
