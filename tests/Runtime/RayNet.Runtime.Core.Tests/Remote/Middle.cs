using System.Numerics;

namespace RayNet.Runtime.Tests;

internal abstract class Middle<T>
    where T : INumber<T>
{
    public virtual string Name() => "middle";

    public T Inherited(T value) => value + T.One + T.One;
}
