using System.ComponentModel;
using RayNet.CompilerServices;

namespace RayNet;

/// <summary>An <see cref="ObjectRef"/> with a choice of context. Used by the compiler.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ObjectRefAwaitable
{
    private readonly ObjectCell _cell;
    private readonly bool _useContext;

    internal ObjectRefAwaitable(ObjectCell cell, bool useContext)
    {
        _cell = cell;
        _useContext = useContext;
    }

    /// <summary>Makes it awaitable.</summary>
    public ObjectRefAwaiter GetAwaiter() => new(_cell, _useContext);
}
