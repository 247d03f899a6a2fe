using System.Text;

namespace RayNet.Runtime.Deployment.Builds;

/// <summary>The exceptions of builds and packages, so that all of them read alike.</summary>
internal static class BuildErrors
{
    private const int LongestQuote = 200;

    /// <summary>A driver of one build meets processes of another.</summary>
    internal static BuildMismatchException Mismatch(BuildManifest expected, BuildManifest actual, string expectedOwner, string actualOwner) =>
        new($"{actualOwner} runs build {actual.Id}, and {expectedOwner} runs build {expected.Id}. Different: {BuildManifest.Compare(expected, actual)}. Build once and start both from that build.");

    /// <summary>A build lacks an assembly that a task or the worker needs.</summary>
    internal static BuildMismatchException Missing(string assembly, string build, string remedy) =>
        new($"Build {build} has no {assembly}. {remedy}");

    internal static InvalidPackageException Refused(string path, string problem) => new($"The package is refused: its file {Quote(path)} {problem}.");

    internal static InvalidPackageException Refused(string problem) => new($"The package is refused: {problem}.");

    /// <summary>What came from outside is shown as it is, but cannot break a line or fill a log.</summary>
    internal static string Quote(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (char c in text.Length > LongestQuote ? text[..LongestQuote] : text)
        {
            if (char.IsControl(c) || char.IsSurrogate(c))
            {
                quoted.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            }
            else
            {
                quoted.Append(c);
            }
        }

        return quoted.Append(text.Length > LongestQuote ? "...'" : "'").ToString();
    }
}
