namespace RayNet.Runtime.Tests;

[Actor]
internal sealed class Derived : Middle<int>, IGreeter
{
    public override string Name() => "derived";
}
