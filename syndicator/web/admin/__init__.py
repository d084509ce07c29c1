"""The desk's pages under /admin, for those who decide: zh and en, no script needed."""
