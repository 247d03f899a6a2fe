using System.Buffers;
using MessagePack;

namespace RayNet.Runtime.Transport;

/// <summary>The first frame of either side: who it is, and what it can speak.</summary>
internal sealed record LinkHello
{
    internal const int ProtocolVersion = 1;

    internal const int OldestProtocolVersion = 1;

    private const int Fields = 11;

    /// <summary>Fields that came later; a greeting may lack them.</summary>
    private const int Later = 1;

    private const int LongestText = 4096;

    internal int Protocol { get; init; } = ProtocolVersion;

    internal int OldestProtocol { get; init; } = OldestProtocolVersion;

    /// <summary>RayNet's version, for messages.</summary>
    internal string Version { get; init; } = string.Empty;

    internal ProcessKind Kind { get; init; }

    /// <summary>The origin of the ids that the process makes.</summary>
    internal ulong Process { get; init; }

    internal NodeId Node { get; init; }

    internal JobId Job { get; init; }

    /// <summary>The identity of the deployment; empty where it does not matter.</summary>
    internal string BuildId { get; init; } = string.Empty;

    internal string Token { get; init; } = string.Empty;

    /// <summary>The operating system's id of the process.</summary>
    internal int ProcessId { get; init; }

    /// <summary>The path of the process's own socket; empty where it has none.</summary>
    internal string Lane { get; init; } = string.Empty;

    /// <summary>Whether the side that connects can give the other one memory for the link (<see cref="Rings.RingPair"/>); in an answer, whether that waits for it.</summary>
    internal bool HasRings { get; init; }

    internal void Write(IBufferWriter<byte> output)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Fields + 2 + Later);
        writer.Write(Protocol);
        writer.Write(OldestProtocol);
        writer.Write(Version);
        writer.Write((int)Kind);
        writer.Write(Process);
        writer.Write(Node.Origin);
        writer.Write(Node.Sequence);
        writer.Write(Job.Origin);
        writer.Write(Job.Sequence);
        writer.Write(BuildId);
        writer.Write(Token);
        writer.Write(ProcessId);
        writer.Write(Lane);
        writer.Write(HasRings);
        writer.Flush();
    }

    /// <summary>Reads the greeting of a process that may be anything.</summary>
    internal static LinkHello Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = new MessagePackReader(payload.ToArray());
            int count = reader.ReadArrayHeader();
            if (count < Fields + 2)
            {
                throw new LinkException(LinkError.Protocol, $"The greeting has {count} fields; {Fields + 2} were expected.");
            }

            var hello = new LinkHello
            {
                Protocol = reader.ReadInt32(),
                OldestProtocol = reader.ReadInt32(),
                Version = ReadText(ref reader),
                Kind = (ProcessKind)reader.ReadInt32(),
                Process = reader.ReadUInt64(),
                Node = new NodeId(reader.ReadUInt64(), reader.ReadUInt64()),
                Job = new JobId(reader.ReadUInt64(), reader.ReadUInt64()),
                BuildId = ReadText(ref reader),
                Token = ReadText(ref reader),
                ProcessId = reader.ReadInt32(),
                Lane = ReadText(ref reader),
                HasRings = count > Fields + 2 && reader.ReadBoolean(),
            };
            return Enum.IsDefined(hello.Kind) ? hello : throw new LinkException(LinkError.Protocol, $"The greeting names process kind {(int)hello.Kind}, which is none.");
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException or OverflowException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw new LinkException(LinkError.Protocol, $"The greeting cannot be read: {exception.Message}", exception);
        }
    }

    private static string ReadText(ref MessagePackReader reader)
    {
        string text = reader.ReadString() ?? string.Empty;
        return text.Length <= LongestText ? text : throw new LinkException(LinkError.Protocol, $"The greeting has a text of {text.Length} characters; {LongestText} are allowed.");
    }
}
