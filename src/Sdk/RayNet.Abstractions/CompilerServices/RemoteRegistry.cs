using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>All manifests of the process, added by the module initializers of generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RemoteRegistry
{
    private static readonly Lock Gate = new();
    private static RemoteManifest[] s_manifests = [];

    internal static ReadOnlySpan<RemoteManifest> Manifests => Volatile.Read(ref s_manifests);

    /// <summary>Adds the manifest of one assembly.</summary>
    /// <param name="manifest">The manifest.</param>
    public static void Add(RemoteManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        lock (Gate)
        {
            s_manifests = [.. s_manifests, manifest];
        }
    }

    /// <summary>The method of an id, or <see langword="null"/> when no loaded assembly has it.</summary>
    /// <param name="id">An id from the wire.</param>
    public static RemoteMethod? FindMethod(ulong id)
    {
        foreach (RemoteManifest manifest in Manifests)
        {
            if (manifest.FindMethod(id) is { } method)
            {
                return method;
            }
        }

        return null;
    }

    /// <summary>The actor class of an id, or <see langword="null"/> when no loaded assembly has it.</summary>
    /// <param name="id">An id from the wire.</param>
    public static ActorClass? FindActorClass(ulong id)
    {
        foreach (RemoteManifest manifest in Manifests)
        {
            if (manifest.FindActorClass(id) is { } actorClass)
            {
                return actorClass;
            }
        }

        return null;
    }

    /// <summary>The manifest that knows a method, or <see langword="null"/> when no loaded assembly has it.</summary>
    internal static RemoteManifest? FindManifestOf(ulong methodId)
    {
        foreach (RemoteManifest manifest in Manifests)
        {
            if (manifest.MethodIds.Contains(methodId))
            {
                return manifest;
            }
        }

        return null;
    }

    internal static ValueTraits? FindTraits(Type type)
    {
        foreach (RemoteManifest manifest in Manifests)
        {
            if (manifest.FindTraits(type) is { } traits)
            {
                return traits;
            }
        }

        return null;
    }
}
