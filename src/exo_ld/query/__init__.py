"""Questions and answers: the catalogue, the engines that run it, the forms in which rows leave."""
