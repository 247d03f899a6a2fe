using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A class with <see cref="ExposeAttribute"/>, as gateways serve it. The generator makes one for each.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ExposedService
{
    /// <summary>The service's name on the wire.</summary>
    public abstract string Name { get; }

    /// <summary>The hub's name on the wire; <see langword="null"/> when nothing of the class is served by one.</summary>
    public virtual string? HubName => null;

    /// <summary>Tells what there is to call.</summary>
    /// <param name="binder">Takes the methods.</param>
    public abstract void Bind(ExposedBinder binder);
}
