using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using RayNet.CompilerServices;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Links;

/// <summary>The numbers by which a link names methods: given at the first call, together with the assembly that declares the method.</summary>
internal sealed class MethodNumbers
{
    private readonly Dictionary<RemoteMethod, ushort> _sent = [];
    private readonly List<RemoteMethod?> _received = [];
    private readonly List<string> _missing = [];

    /// <summary>The number for the other side, which is told of a new one. Only under the link's gate, before a frame is begun.</summary>
    internal ushort NumberOf(Link link, RemoteMethod method)
    {
        if (_sent.TryGetValue(method, out ushort number))
        {
            return number;
        }

        if (_sent.Count > ushort.MaxValue)
        {
            throw new PendingCallsLimitExceededException($"One link names at most {ushort.MaxValue + 1} different methods.");
        }

        number = (ushort)_sent.Count;
        byte[] assembly = Encoding.UTF8.GetBytes(RemoteRegistry.FindManifestOf(method.Id)?.AssemblyName ?? string.Empty);
        link.BeginFrame(FrameKind.DefineMethod, 0, number);
        Span<byte> id = link.Output.GetSpan(sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(id, method.Id);
        link.Output.Advance(sizeof(ulong));
        assembly.CopyTo(link.Output.GetSpan(assembly.Length));
        link.Output.Advance(assembly.Length);
        link.EndFrame();
        _sent.Add(method, number);
        return number;
    }

    /// <summary>The other side names a method. One that this process does not have is remembered as missing: calls of it are refused.</summary>
    internal void Define(ushort number, ReadOnlyMemory<byte> payload)
    {
        if (payload.Length < sizeof(ulong) || number != _received.Count)
        {
            throw new LinkException(LinkError.Protocol, "A method was named out of order.");
        }

        ulong id = BinaryPrimitives.ReadUInt64LittleEndian(payload.Span);
        string assembly = Encoding.UTF8.GetString(payload.Span[sizeof(ulong)..]);
        RemoteMethod? method = RemoteRegistry.FindMethod(id);
        string missing = string.Empty;
        if (method is null)
        {
            missing = TryLoad(assembly) is { } loaded ? $"method {id:x16} in its assembly '{loaded}'" : $"assembly '{assembly}'";
            method = RemoteRegistry.FindMethod(id);
        }

        _received.Add(method);
        _missing.Add(missing);
    }

    internal RemoteMethod? Find(ushort number) => number < _received.Count ? _received[number] : null;

    /// <summary>What is missing, for messages.</summary>
    internal string Describe(ushort number) => number < _missing.Count && _missing[number].Length > 0 ? _missing[number] : $"method number {number}";

    /// <summary>The full name of an assembly that is there.</summary>
    internal static string? TryLoad(string assembly)
    {
        // Only what the application's own deps.json names can be found here.
        if (assembly.Length == 0)
        {
            return null;
        }

        try
        {
            Assembly loaded = Assembly.Load(new AssemblyName(assembly));
            RuntimeHelpers.RunModuleConstructor(loaded.ManifestModule.ModuleHandle);
            return loaded.FullName;
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or ArgumentException)
        {
            return null;
        }
    }
}
