namespace RayNet.Runtime.Tests;

internal interface IMarket
{
    int Factor { get; }
}
