namespace RayNet.Roslyn.Types;

/// <summary>A type is immutable unless something mutable is reached over the evidence; cycles prove nothing against it.</summary>
internal static class ImmutabilityProof
{
    internal static bool IsImmutable(TypeNode node) => node.Immutable ??= !ReachesMutable(node, []);

    private static bool ReachesMutable(TypeNode node, HashSet<TypeNode> seen)
    {
        if (node.Immutable is { } known)
        {
            return !known;
        }

        if (node.IsTrusted || !seen.Add(node))
        {
            return false;
        }

        if (node.IsMutable)
        {
            return true;
        }

        foreach (TypeNode part in node.Evidence)
        {
            if (ReachesMutable(part, seen))
            {
                return true;
            }
        }

        return false;
    }
}
