using System.Collections.Immutable;
using System.IO.Enumeration;

namespace RayNet.Runtime.Deployment.Builds;

/// <summary>What of a folder stays behind. A pattern without a slash is a name at any depth, else a path from the top.</summary>
internal sealed class ExcludePatterns
{
    private readonly ImmutableArray<string> _names;
    private readonly ImmutableArray<string> _paths;

    internal ExcludePatterns(IEnumerable<string> patterns)
    {
        ImmutableArray<string> all = [.. patterns.Select(static pattern => pattern.Trim('/')).Where(static pattern => pattern.Length > 0)];
        _names = [.. all.Where(static pattern => !pattern.Contains('/', StringComparison.Ordinal))];
        _paths = [.. all.Where(static pattern => pattern.Contains('/', StringComparison.Ordinal))];
    }

    internal bool Match(ReadOnlySpan<char> path, ReadOnlySpan<char> name) => Any(_names, name) || Any(_paths, path);

    private static bool Any(ImmutableArray<string> patterns, ReadOnlySpan<char> text)
    {
        foreach (string pattern in patterns)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false))
            {
                return true;
            }
        }

        return false;
    }
}
