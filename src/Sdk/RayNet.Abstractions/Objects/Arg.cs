using System.ComponentModel;
using RayNet.CompilerServices;

namespace RayNet;

/// <summary>An argument of a remote call: a value, or a reference whose value the runtime fetches before the call starts.</summary>
/// <typeparam name="T">The parameter's type.</typeparam>
public struct Arg<T>
{
    private readonly T _value;
    private readonly ObjectCell<T>? _cell;

    private Arg(T value, ObjectCell<T>? cell)
    {
        _value = value;
        _cell = cell;
        IsSpecified = true;
    }

    /// <summary>Whether the caller gave the argument; the default of the parameter is taken otherwise.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool IsSpecified { get; }

    internal readonly ObjectCell<T>? Cell => _cell;

    internal readonly T Value => _value;

    /// <summary>A value as an argument.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Arg<T>(T value) => new(value, null);

    /// <summary>A value as an argument, where the parameter's type is an interface and C# applies no conversion.</summary>
    /// <param name="value">The value.</param>
    public static Arg<T> From(T value) => new(value, null);

    internal static Arg<T> From(ObjectCell<T> cell) => new(default!, cell);

    /// <summary>The argument, or the parameter's default where the caller gave none.</summary>
    /// <param name="defaultValue">The parameter's default.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly Arg<T> Or(T defaultValue) => IsSpecified ? this : new(defaultValue, null);

    /// <summary>Keeps a reference alive until <see cref="Release"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly Arg<T> Hold()
    {
        _cell?.AddReference();
        return this;
    }

    /// <summary>Keeps a reference alive until <see cref="Release"/>, and copies a value so that the caller may go on changing its own.</summary>
    /// <param name="copy">Makes a deep copy.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly Arg<T> Hold(Func<T, T> copy)
    {
        ArgumentNullException.ThrowIfNull(copy);
        if (_cell is null)
        {
            return new(copy(_value), null);
        }

        _cell.AddReference();
        return this;
    }

    /// <summary>The value for the call; a reference has completed by now.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly T Resolve() => _cell is null ? _value : _cell.GetResult();

    /// <summary>The value for the call, copied if it is needed again.</summary>
    /// <param name="copy">Makes a deep copy.</param>
    /// <param name="mayRetry">Whether a later attempt may need the value unchanged.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly T Resolve(Func<T, T> copy, bool mayRetry)
    {
        ArgumentNullException.ThrowIfNull(copy);
        return _cell is not null ? _cell.GetResult() : mayRetry ? copy(_value) : _value;
    }

    /// <summary>Gives up the reference or value.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Release()
    {
        _cell?.ReleaseReference();
        this = default;
    }
}
