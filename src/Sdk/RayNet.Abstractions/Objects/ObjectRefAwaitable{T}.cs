using System.ComponentModel;
using RayNet.CompilerServices;

namespace RayNet;

/// <summary>An <see cref="ObjectRef{T}"/> with a choice of context. Used by the compiler.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ObjectRefAwaitable<T>
{
    private readonly ObjectCell<T> _cell;
    private readonly bool _useContext;

    internal ObjectRefAwaitable(ObjectCell<T> cell, bool useContext)
    {
        _cell = cell;
        _useContext = useContext;
    }

    /// <summary>Makes it awaitable.</summary>
    public ObjectRefAwaiter<T> GetAwaiter() => new(_cell, _useContext);
}
