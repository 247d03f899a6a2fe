namespace RayNet.Runtime.Transport;

/// <summary>What a process of a cluster does.</summary>
internal enum ProcessKind
{
    Driver = 0,
    Worker = 1,
    Node = 2,
}
