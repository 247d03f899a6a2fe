namespace RayNet.Runtime.Deployment.Builds;

/// <summary>What a build is: the hash over its files, their contents and how it is started. Two builds with one id are the same code.</summary>
/// <param name="Hash">SHA-256 over the canonical list of files.</param>
internal readonly record struct BuildId(FileHash Hash)
{
    private const int ShownDigits = 16;

    /// <summary>All 64 digits: what travels and names folders.</summary>
    internal string ToHex() => Hash.ToString();

    internal static bool TryParse(string? text, out BuildId id)
    {
        bool parsed = FileHash.TryParse(text, out FileHash hash);
        id = new BuildId(hash);
        return parsed;
    }

    /// <summary>The first sixteen digits: what messages show.</summary>
    public override string ToString() => ToHex()[..ShownDigits];
}
