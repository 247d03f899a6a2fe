using RayNet;

namespace RayNetLib;

/// <summary>Tasks of this library. Programs that reference it call <c>WordCount.CountRemote(text)</c>.</summary>
public static class WordCount
{
    /// <summary>Counts the words of a text.</summary>
    [Remote]
    public static Dictionary<string, int> Count(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .GroupBy(word => word, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Count());

    /// <summary>Adds the counts of several texts.</summary>
    [Remote]
    public static Dictionary<string, int> Merge(Dictionary<string, int> left, Dictionary<string, int> right) =>
        left.Concat(right)
            .GroupBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Sum(entry => entry.Value));
}
