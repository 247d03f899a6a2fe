using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>A value that was put into the object store. It is looked at when somebody here asks for it.</summary>
internal sealed class StoredCell<T> : ObjectCell<T>
{
    internal StoredCell(StoredHome home) => Home = home;

    protected internal override T Isolate(T value) => ValueTraits<T>.Instance.Share(value);
}
