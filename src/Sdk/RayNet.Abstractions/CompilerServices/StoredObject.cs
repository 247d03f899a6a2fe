namespace RayNet.CompilerServices;

/// <summary>A value that was put.</summary>
internal sealed class StoredObject<T> : ObjectCell<T>
{
    private readonly ValueTraits<T> _traits;

    internal StoredObject(T value, ValueTraits<T> traits)
    {
        _traits = traits;
        SetValueBeforePublication(traits.IsImmutable ? value : traits.Copy(value));
    }

    private StoredObject(ValueTraits<T> traits, T value)
    {
        _traits = traits;
        SetValueBeforePublication(value);
    }

    /// <summary>Stores a value that nobody else has.</summary>
    internal static StoredObject<T> Own(T value, ValueTraits<T> traits) => new(traits, value);

    protected internal override T Isolate(T value) => _traits.Share(value);
}
