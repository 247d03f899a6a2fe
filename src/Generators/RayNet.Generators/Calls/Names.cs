using System.Globalization;

namespace RayNet.Generators.Calls;

/// <summary>Names for what the generator adds to the user's parameters.</summary>
internal static class Names
{
    /// <summary>The first candidate that is free; after them numbered ones.</summary>
    internal static string Free(IEnumerable<string> taken, params string[] candidates)
    {
        var set = new HashSet<string>(taken, StringComparer.Ordinal);
        return candidates.Concat(Numbered(candidates[candidates.Length - 1])).First(name => !set.Contains(name));
    }

    private static IEnumerable<string> Numbered(string name)
    {
        for (int i = 1; ; i++)
        {
            yield return name + i.ToString(CultureInfo.InvariantCulture);
        }
    }
}
