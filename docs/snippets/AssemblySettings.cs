// Snippets use the default client of the process, as programs do.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
