"""What is measured: a module each, with ``prepare(texts)``, outside the clock, and the ``run`` that it returns."""
