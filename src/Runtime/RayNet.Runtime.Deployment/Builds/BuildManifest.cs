using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RayNet.Runtime.Deployment.Builds;

/// <summary>The files of a build and how it is started. Says nothing about where it came from: the same files give the same <see cref="Id"/> on every machine.</summary>
internal sealed class BuildManifest
{
    private readonly Lazy<BuildId> _id;

    private BuildManifest(BuildKind kind, string entry, string framework, ImmutableArray<BuildFile> files)
    {
        Kind = kind;
        Entry = entry;
        Framework = framework;
        Files = files;
        _id = new Lazy<BuildId>(ComputeId);
    }

    internal BuildKind Kind { get; }

    /// <summary>The file that starts: the entry assembly, or the binary. Empty for a folder.</summary>
    internal string Entry { get; }

    /// <summary>The target framework, such as <c>net10.0</c>. Empty where there is none.</summary>
    internal string Framework { get; }

    /// <summary>In ordinal order of their paths.</summary>
    internal ImmutableArray<BuildFile> Files { get; }

    internal BuildId Id => _id.Value;

    internal long TotalSize => Files.Sum(static file => file.Size);

    internal static BuildManifest Create(BuildKind kind, string entry, string framework, IEnumerable<BuildFile> files) =>
        new(kind, entry, framework, [.. files.OrderBy(static file => file.Path, StringComparer.Ordinal)]);

    /// <summary>What <paramref name="right"/> has that <paramref name="left"/> has not, and the other way round.</summary>
    internal static BuildDifference Compare(BuildManifest left, BuildManifest right)
    {
        var known = new Dictionary<string, BuildFile>(StringComparer.Ordinal);
        foreach (BuildFile file in left.Files)
        {
            known[file.Path] = file;
        }

        ImmutableArray<string>.Builder added = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<string>.Builder changed = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<(FileHash, FileHash)>.Builder contents = ImmutableArray.CreateBuilder<(FileHash, FileHash)>();
        foreach (BuildFile file in right.Files)
        {
            if (!known.Remove(file.Path, out BuildFile before))
            {
                added.Add(file.Path);
            }
            else if (before != file)
            {
                changed.Add(file.Path);
                contents.Add((before.Hash, file.Hash));
            }
        }

        return new BuildDifference(
            added.ToImmutable(),
            [.. known.Keys.Order(StringComparer.Ordinal)],
            changed.ToImmutable(),
            left.Kind != right.Kind || left.Entry != right.Entry || left.Framework != right.Framework)
        { Contents = contents.ToImmutable() };
    }

    private BuildId ComputeId()
    {
        // Every part ends in a NUL, which none of them can hold, so that no two lists give the same bytes.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, string.Create(CultureInfo.InvariantCulture, $"raynet-build-1\0{(int)Kind}\0{Entry}\0{Framework}\0{Files.Length}\0"));
        foreach (BuildFile file in Files)
        {
            Append(hash, string.Create(CultureInfo.InvariantCulture, $"{file.Path}\0{file.Hash}\0{file.Size}\0{(file.IsExecutable ? 'x' : '-')}\0"));
        }

        return new BuildId(new FileHash(hash.GetHashAndReset()));
    }

    private static void Append(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
}
