namespace RayNet.Runtime.Deployment.Builds;

/// <summary>A file in a <see cref="ManifestDocument"/>.</summary>
internal sealed class ManifestDocumentFile
{
    public string? Path { get; set; }

    public string? Hash { get; set; }

    public long Size { get; set; }

    public bool Executable { get; set; }
}
