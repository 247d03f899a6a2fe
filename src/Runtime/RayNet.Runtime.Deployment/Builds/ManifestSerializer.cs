using System.Text.Json;

namespace RayNet.Runtime.Deployment.Builds;

/// <summary>The serialized form of manifests: JSON, so that a person can read what lies in a store.</summary>
internal static class ManifestSerializer
{
    private const int Format = 1;

    internal static byte[] Serialize(BuildManifest manifest)
    {
        var document = new ManifestDocument
        {
            Format = Format,
            Kind = (int)manifest.Kind,
            Entry = manifest.Entry,
            Framework = manifest.Framework,
            Files = [.. manifest.Files.Select(static file => new ManifestDocumentFile { Path = file.Path, Hash = file.Hash.ToString(), Size = file.Size, Executable = file.IsExecutable })],
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, ManifestJsonContext.Default.ManifestDocument);
    }

    /// <summary>Reads what anybody may have written: the result obeys <see cref="ManifestRules"/>.</summary>
    /// <exception cref="InvalidPackageException">It does not.</exception>
    internal static BuildManifest Parse(ReadOnlySpan<byte> json, PackageLimits limits)
    {
        if (json.Length > limits.MaxManifestBytes)
        {
            throw BuildErrors.Refused($"its list of files has {json.Length} bytes, and {limits.MaxManifestBytes} are accepted");
        }

        ManifestDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(json, ManifestJsonContext.Default.ManifestDocument);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Broken UTF-8 inside a string is an InvalidOperationException.
            throw new InvalidPackageException("The package is refused: its list of files is not the JSON that RayNet writes.", exception);
        }

        if (document is not { Format: Format, Files: { } files })
        {
            throw BuildErrors.Refused($"its list of files has format {document?.Format ?? 0}, and {Format} is known here. Use the same version of RayNet on both sides");
        }

        var manifest = BuildManifest.Create((BuildKind)document.Kind, document.Entry ?? string.Empty, document.Framework ?? string.Empty, files.Select(Read));
        ManifestRules.Check(manifest, limits);
        return manifest;
    }

    private static BuildFile Read(ManifestDocumentFile? file)
    {
        if (file?.Path is not { } path)
        {
            throw BuildErrors.Refused("one of its files has no path");
        }

        return FileHash.TryParse(file.Hash, out FileHash hash)
            ? new BuildFile(path, hash, file.Size, file.Executable)
            : throw BuildErrors.Refused(path, $"has the hash {BuildErrors.Quote(file.Hash ?? string.Empty)}, which is not 64 lower-case hexadecimal digits");
    }
}
