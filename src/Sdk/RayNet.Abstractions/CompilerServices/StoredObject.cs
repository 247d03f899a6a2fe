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

    protected internal override T Isolate(T value) => _traits.Share(value);
}
