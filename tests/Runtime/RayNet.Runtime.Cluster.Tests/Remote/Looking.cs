using System.Buffers;
using System.Runtime.InteropServices;

namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Keeps what it has seen last.</summary>
[Actor]
internal sealed class Looking
{
    private MemoryManager<byte>? _last;

    /// <summary>Whether the memory is the very view of the call before.</summary>
    public bool SeesTheSame(ReadOnlyMemory<byte> block)
    {
        MemoryManager<byte>? before = _last;
        return MemoryMarshal.TryGetMemoryManager(block, out _last) && ReferenceEquals(_last, before);
    }

    public void Forget() => _last = null;
}
