using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>What one assembly contributes: its remote methods and actor classes by id and its types' traits, found by generated switches, without reflection.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RemoteManifest
{
    /// <summary>The assembly's simple name.</summary>
    public abstract string AssemblyName { get; }

    /// <summary>All ids that <see cref="FindMethod"/> knows.</summary>
    public abstract ReadOnlySpan<ulong> MethodIds { get; }

    /// <summary>The method of an id, or <see langword="null"/>.</summary>
    /// <param name="id">An id from the wire.</param>
    public abstract RemoteMethod? FindMethod(ulong id);

    /// <summary>All ids that <see cref="FindActorClass"/> knows.</summary>
    public virtual ReadOnlySpan<ulong> ActorClassIds => default;

    /// <summary>The actor class of an id, or <see langword="null"/>.</summary>
    /// <param name="id">An id from the wire.</param>
    public virtual ActorClass? FindActorClass(ulong id) => null;

    /// <summary>The traits of a type that a remote signature of the assembly reaches, or <see langword="null"/>.</summary>
    /// <param name="type">The type.</param>
    public abstract ValueTraits? FindTraits(Type type);

    /// <summary>The runtime that the application references, or <see langword="null"/> in a class library that has none.</summary>
    public virtual RayRuntimeFactory? CreateRuntimeFactory() => null;

    /// <summary>The assembly's startup class, or <see langword="null"/>.</summary>
    public virtual IRayStartup? CreateStartup() => null;

    /// <summary>The assembly's classes with <see cref="ExposeAttribute"/>; made when a gateway asks.</summary>
    public virtual ExposedService[] CreateExposedServices() => [];
}
