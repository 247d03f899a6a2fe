using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>The manifests of the builds that a store knows, beside its files.</summary>
internal sealed class ManifestStore
{
    /// <summary>A manifest is small, and a cluster sees few builds: what is above was not used for long.</summary>
    private const int Kept = 500;

    private readonly Lock _gate = new();
    private readonly Dictionary<BuildId, int> _pins = [];
    private readonly string _folder;
    private readonly PackageLimits _limits;
    private readonly TimeProvider _clock;

    internal ManifestStore(FileStore store, PackageLimits? limits = null)
    {
        _folder = Path.Combine(store.Root, "manifests");
        _limits = limits ?? PackageLimits.Default;
        _clock = store.Clock;
        Directory.CreateDirectory(_folder);
    }

    internal void Put(BuildManifest manifest)
    {
        string path = PathOf(manifest.Id);
        lock (_gate)
        {
            string temporary = path + ".new";
            File.WriteAllBytes(temporary, ManifestSerializer.Serialize(manifest));
            File.Move(temporary, path, overwrite: true);
            RemoveOldest();
        }
    }

    /// <summary>The manifest of a build. One that is damaged is none, and goes.</summary>
    internal BuildManifest? Get(BuildId id)
    {
        string path = PathOf(id);
        lock (_gate)
        {
            if (!File.Exists(path))
            {
                return null;
            }

            try
            {
                BuildManifest manifest = ManifestSerializer.Parse(File.ReadAllBytes(path), _limits);
                if (manifest.Id == id)
                {
                    // The time of the last write says when it was last used.
                    File.SetLastWriteTimeUtc(path, _clock.GetUtcNow().UtcDateTime);
                    return manifest;
                }
            }
            catch (InvalidPackageException)
            {
            }

            File.Delete(path);
            return null;
        }
    }

    /// <summary>Keeps the manifest of a build that is in use.</summary>
    internal void Pin(BuildId id)
    {
        lock (_gate)
        {
            _pins[id] = _pins.GetValueOrDefault(id) + 1;
        }
    }

    internal void Unpin(BuildId id)
    {
        lock (_gate)
        {
            int pins = _pins.GetValueOrDefault(id) - 1;
            if (pins > 0)
            {
                _pins[id] = pins;
            }
            else
            {
                _pins.Remove(id);
            }
        }
    }

    private void RemoveOldest()
    {
        FileInfo[] files = new DirectoryInfo(_folder).GetFiles("*.json");
        if (files.Length <= Kept)
        {
            return;
        }

        foreach (FileInfo file in files.OrderByDescending(static file => file.LastWriteTimeUtc).Skip(Kept))
        {
            if (!BuildId.TryParse(Path.GetFileNameWithoutExtension(file.Name), out BuildId id) || !_pins.ContainsKey(id))
            {
                file.Delete();
            }
        }
    }

    private string PathOf(BuildId id) => Path.Combine(_folder, id.ToHex() + ".json");
}
