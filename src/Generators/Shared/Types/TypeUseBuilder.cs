namespace RayNet.Roslyn.Types;

/// <summary>Walks from one type over everything that it consists of.</summary>
internal static class TypeUseBuilder
{
    internal static TypeUse Build(TypeNode root, string name)
    {
        Dictionary<TypeNode, string> paths = FindPaths(root);
        var shapes = new List<TypeShape>();
        var problems = new List<TypeProblem>();
        foreach (KeyValuePair<TypeNode, string> entry in paths)
        {
            foreach (TypeProblem problem in entry.Key.Problems)
            {
                problems.Add(problem with { Path = entry.Value + problem.Path });
            }
        }

        CycleFinder.Find(paths, problems);
        if (problems.Count == 0)
        {
            AddReferents(paths);
            shapes.AddRange(paths.Keys.Select(ShapeBuilder.Build).OfType<TypeShape>());
            shapes.Sort(static (left, right) => string.CompareOrdinal(left.FullName, right.FullName));
        }

        problems.Sort(static (left, right) => string.CompareOrdinal(left.Path, right.Path));
        bool immutable = ImmutabilityProof.IsImmutable(root);
        return new TypeUse(name, immutable, immutable ? null : ShapeBuilder.CopyMethod(root), shapes.ToEquatableArray(), problems.ToEquatableArray())
        {
            IsSharedWhenStored = root.IsSharedWhenStored && root.Parts.TrueForAll(static part => ImmutabilityProof.IsImmutable(part.Node)),
        };
    }

    /// <summary>All types that values of a type consist of or refer to, the type itself included.</summary>
    internal static IReadOnlyCollection<TypeNode> Reach(TypeNode root)
    {
        Dictionary<TypeNode, string> paths = FindPaths(root);
        AddReferents(paths);
        return paths.Keys;
    }

    /// <summary>Adds what references refer to, if it can travel; if not, nobody can make such a reference.</summary>
    private static void AddReferents(Dictionary<TypeNode, string> paths)
    {
        var queue = new Queue<TypeNode>(paths.Keys);
        while (queue.Count > 0)
        {
            if (queue.Dequeue().Referent is not { } referent || paths.ContainsKey(referent))
            {
                continue;
            }

            Dictionary<TypeNode, string> reached = FindPaths(referent);
            var problems = new List<TypeProblem>(reached.Keys.SelectMany(static node => node.Problems));
            CycleFinder.Find(reached, problems);
            if (problems.Count > 0)
            {
                continue;
            }

            foreach (TypeNode node in reached.Keys.Where(node => !paths.ContainsKey(node)))
            {
                paths.Add(node, "");
                queue.Enqueue(node);
            }
        }
    }

    /// <summary>All types reached, each with a shortest member path.</summary>
    internal static Dictionary<TypeNode, string> FindPaths(TypeNode root)
    {
        var paths = new Dictionary<TypeNode, string> { [root] = "" };
        var queue = new Queue<TypeNode>();
        queue.Enqueue(root);
        while (queue.Count > 0)
        {
            TypeNode node = queue.Dequeue();
            foreach ((string step, TypeNode part) in node.Parts)
            {
                if (!paths.ContainsKey(part))
                {
                    paths.Add(part, paths[node] + step);
                    queue.Enqueue(part);
                }
            }
        }

        return paths;
    }
}
