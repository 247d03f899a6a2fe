using System.Buffers;
using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Links;

namespace RayNet.Runtime.Cluster.Calls;

/// <summary>How a detached actor is built, as the head keeps it: the constructor, its arguments and what the creator asked for.</summary>
/// <param name="Method">The constructor's number.</param>
/// <param name="Assembly">The assembly that declares it.</param>
/// <param name="HasReferences">Whether arguments are written where a reference may stand.</param>
/// <param name="MaxRestarts">What the creator asked for, or <see langword="null"/> for the class's own.</param>
/// <param name="MaxTaskRetries">What the creator asked for.</param>
/// <param name="MaxConcurrency">What the creator asked for.</param>
/// <param name="Arguments">The arguments.</param>
internal sealed record DetachedCreation(ulong Method, string Assembly, bool HasReferences, int? MaxRestarts, int? MaxTaskRetries, int? MaxConcurrency, ReadOnlyMemory<byte> Arguments)
{
    private const int FirstFields = 7;
    private const int SnapshotFields = 9;
    private const int Fields = 10;

    /// <summary>When its state is saved, where the creator said so.</summary>
    internal int? SnapshotEvery { get; init; }

    internal TimeSpan? SnapshotPeriod { get; init; }

    /// <summary>How long its disposal may take, where the creator said so.</summary>
    internal TimeSpan? TerminationTimeout { get; init; }

    /// <exception cref="RaySerializationException">An argument cannot be kept.</exception>
    internal static byte[] Write(ObjectCell creation, ActorOptions? options)
    {
        var arguments = new ArrayBufferWriter<byte>();
        var call = new CallWriter(new MessagePackWriter(arguments), DetachedWireContext.Options);
        creation.WriteArguments(ref call);
        call.Writer.Flush();

        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(Fields);
        writer.Write(creation.Method!.Id);
        writer.Write(RemoteRegistry.FindManifestOf(creation.Method.Id)?.AssemblyName ?? string.Empty);
        writer.Write(creation.HasReferences);
        ActorCreation.Write(ref writer, options?.MaxRestarts);
        ActorCreation.Write(ref writer, options?.MaxTaskRetries);
        ActorCreation.Write(ref writer, options?.MaxConcurrency);
        writer.Write(arguments.WrittenSpan);
        ActorCreation.Write(ref writer, options?.SnapshotEvery);
        writer.Write(options?.SnapshotPeriod?.Ticks ?? 0);
        writer.Write(options?.TerminationTimeout?.Ticks ?? 0);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    internal static DetachedCreation Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        int count = reader.ReadArrayHeader();
        return count >= FirstFields
            ? new DetachedCreation(
                reader.ReadUInt64(),
                reader.ReadString() ?? string.Empty,
                reader.ReadBoolean(),
                ActorCreation.ReadInt(ref reader),
                ActorCreation.ReadInt(ref reader),
                ActorCreation.ReadInt(ref reader),
                reader.ReadBytes()?.ToArray() ?? [])
            {
                // A head that was started before them has none.
                SnapshotEvery = count > FirstFields ? ActorCreation.ReadInt(ref reader) : null,
                SnapshotPeriod = count > FirstFields ? ActorCreation.ReadTime(ref reader) : null,
                TerminationTimeout = count > SnapshotFields ? ActorCreation.ReadTime(ref reader) : null,
            }
            : throw new MessagePackSerializationException($"The creation of a detached actor has {count} fields; {FirstFields} were expected.");
    }

    /// <summary>The constructor and its call in this process.</summary>
    /// <exception cref="BuildMismatchException">This build has no such constructor.</exception>
    internal (ActorClass Class, ObjectCell Call) Make()
    {
        RemoteMethod? method = RemoteRegistry.FindMethod(Method);
        if (method is null && MethodNumbers.TryLoad(Assembly) is not null)
        {
            method = RemoteRegistry.FindMethod(Method);
        }

        if (method?.CreatedClass is not { } actorClass)
        {
            throw new BuildMismatchException($"This build has no constructor {Method:x16} of assembly '{Assembly}'.");
        }

        var reader = new CallReader(new MessagePackReader(Arguments), DetachedWireContext.Options);
        CallFactory? factory = HasReferences ? method.ReadReference : method.ReadValue;
        return (actorClass, factory!(ref reader));
    }
}
