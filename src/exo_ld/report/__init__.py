"""What is wrong, said where it stands: findings with file, line and excerpt, in the forms that people and services
read."""
