using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>How values of a type are shared, copied and serialized. Derived by the generator for each type that a remote signature reaches.</summary>
/// <typeparam name="T">The type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ValueTraits<T> : ValueTraits
{
    private static ValueTraits<T>? s_instance;

    /// <inheritdoc />
    public sealed override Type Type => typeof(T);

    /// <summary>Whether values are shared in a process instead of copied.</summary>
    public virtual bool IsImmutable => false;

    /// <summary>The traits of <typeparamref name="T"/>.</summary>
    /// <exception cref="RaySerializationException">No remote signature reaches the type.</exception>
    public static ValueTraits<T> Instance => s_instance ?? Find();

    /// <summary>A deep copy.</summary>
    /// <param name="value">The original.</param>
    public abstract T Copy(T value);

    /// <summary>A stored value for one of its readers: a copy, unless readers can be trusted with the stored one.</summary>
    /// <param name="stored">The store's own value, which was copied when it came in.</param>
    public virtual T Share(T stored) => IsImmutable ? stored : Copy(stored);

    /// <summary>A new IMessagePackFormatter of the type; untyped, so that values are shared and copied without MessagePack being loaded.</summary>
    public abstract object CreateFormatter();

    private static ValueTraits<T> Find()
    {
        var traits = (ValueTraits<T>?)(BuiltInTraits.Find(typeof(T)) ?? RemoteRegistry.FindTraits(typeof(T)));
        return s_instance = traits ?? throw new RaySerializationException(
            $"RayNet has no serializer for '{typeof(T)}': no remote signature and no Ray.Put of a project with the RayNet generator reaches it. "
            + "Use the type in a [Remote] method or an [Actor], or call Ray.Put with it where its type is known at compile time.");
    }
}
