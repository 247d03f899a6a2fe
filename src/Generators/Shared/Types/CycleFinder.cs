namespace RayNet.Roslyn.Types;

/// <summary>Finds types that contain themselves without a [MaxDepth] on the way.</summary>
internal static class CycleFinder
{
    internal static void Find(Dictionary<TypeNode, string> paths, List<TypeProblem> problems)
    {
        var walk = new Walk(paths, problems);
        foreach (TypeNode node in paths.Keys)
        {
            walk.Visit(node);
        }
    }

    /// <summary>Depth first over the types without a limit: an edge back to a type under visit closes a cycle that nothing limits.</summary>
    private sealed class Walk(Dictionary<TypeNode, string> paths, List<TypeProblem> problems)
    {
        private readonly HashSet<TypeNode> _open = [];
        private readonly HashSet<TypeNode> _done = [];

        internal void Visit(TypeNode node)
        {
            if (node.MaxDepth > 0 || node.Parts.Count == 0 || _done.Contains(node))
            {
                return;
            }

            _open.Add(node);
            foreach ((string step, TypeNode part) in node.Parts)
            {
                if (_open.Contains(part))
                {
                    Report(part, paths[node] + step);
                }
                else
                {
                    Visit(part);
                }
            }

            _open.Remove(node);
            _done.Add(node);
        }

        private void Report(TypeNode node, string path) => problems.Add(new TypeProblem(
            DiagnosticIds.TypeContainsItself,
            path,
            ShapeNames.Readable(node.Symbol),
            "the type contains itself",
            "put [MaxDepth(n)] on one of the types of the cycle, or send ids in place of references"));
    }
}
