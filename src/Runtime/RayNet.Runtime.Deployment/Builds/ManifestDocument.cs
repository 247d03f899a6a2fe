namespace RayNet.Runtime.Deployment.Builds;

/// <summary>A manifest as JSON: what travels and what lies in stores. Nothing in it is believed before <see cref="ManifestRules"/> has seen it.</summary>
internal sealed class ManifestDocument
{
    public int Format { get; set; }

    public int Kind { get; set; }

    public string? Entry { get; set; }

    public string? Framework { get; set; }

    public List<ManifestDocumentFile?>? Files { get; set; }
}
