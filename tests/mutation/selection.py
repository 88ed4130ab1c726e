"""The tests that mutants are shown: those of linting, meaning and deciding that run inside one process and quickly.

Left out are those that start processes, those that read only files, prose and documents, and the few that take long because they
try very many texts; a mutant that only those would kill counts as a survivor.
"""

FILES = (
    "compiled", "decide", "evaluate_answers", "evaluate_boundary", "evaluate_data", "evaluate_limits", "evaluate_naming",
    "evaluate_sentences", "laws", "lint_cases", "lint_command", "lint_counting", "lint_engine", "lint_findings", "lint_fixes",
    "lint_meaning", "lint_parts", "lint_quick", "lint_records", "rules_inside", "rules_other", "rules_time_scope", "scenarios",
    "semantics_crowds", "semantics_joint", "semantics_moments", "semantics_sets", "semantics_windows", "testing",
)  # fmt: skip
SLOW = (
    "laws.py::test_same_input_same_bytes", "lint_engine.py::test_rules_bear_every_text",
    "rules_time_scope.py::test_a_clause_that_is_called_redundant_is", "rules_time_scope.py::test_a_window_that_is_called_inverted_is_empty",
)  # fmt: skip
SELECTION = (*(f"tests/test_{name}.py" for name in FILES), *(f"--deselect=tests/test_{name}" for name in SLOW))
