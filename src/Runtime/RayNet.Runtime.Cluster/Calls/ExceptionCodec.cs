using MessagePack;

namespace RayNet.Runtime.Cluster.Calls;

/// <summary>
/// Exceptions on the wire: the type's name, the message, the stack, RayNet's own fields and the context of the call. The reading side builds
/// the user's type again where it can; where it cannot, a <see cref="RemoteTaskException"/> says what it was.
/// </summary>
internal static class ExceptionCodec
{
    private const int Fields = 10;
    private const int LongestText = 256 * 1024;

    internal static void Write(ref MessagePackWriter writer, Exception exception)
    {
        RemoteTaskException? context = exception.GetRemoteContext();
        writer.WriteArrayHeader(Fields);
        writer.Write(NameOf(exception.GetType()));
        writer.Write(Cut(exception.Message));
        writer.Write(Cut(exception.StackTrace));
        writer.Write((int)((exception as IRayError)?.Code ?? RayErrorCode.Unknown));
        WriteActor(ref writer, exception);
        if (context is null || ReferenceEquals(context, exception))
        {
            writer.WriteNil();
        }
        else
        {
            WriteContext(ref writer, context);
        }

        if (exception is RemoteTaskException self)
        {
            WriteContext(ref writer, self);
        }
        else
        {
            writer.WriteNil();
        }

        WriteInner(ref writer, exception.InnerException, depth: 0);
        WriteDetails(ref writer, exception);
        StoreFullCodec.Write(ref writer, exception);
    }

    internal static Exception Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            var reader = new MessagePackReader(payload);
            return Read(ref reader);
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException or OverflowException or InvalidOperationException)
        {
            return new RaySerializationException($"A call failed, and its error cannot be read: {exception.Message}", exception);
        }
    }

    private static Exception Read(ref MessagePackReader reader)
    {
        int count = reader.ReadArrayHeader();
        if (count < Fields)
        {
            throw new MessagePackSerializationException($"An error has {count} fields; {Fields} were expected.");
        }

        string type = reader.ReadString() ?? string.Empty;
        string message = reader.ReadString() ?? string.Empty;
        string stack = reader.ReadString() ?? string.Empty;
        var code = (RayErrorCode)reader.ReadInt32();
        ActorId actor = ReadActor(ref reader);
        RemoteTaskException? context = ReadContext(ref reader, depth: 0);
        RemoteTaskException? self = ReadContext(ref reader, depth: 0);
        Exception? inner = ReadInner(ref reader, depth: 0);
        long[] details = ReadDetails(ref reader);
        ObjectStoreFullException? full = StoreFullCodec.Read(ref reader, message, inner);
        for (int i = Fields; i < count; i++)
        {
            reader.Skip();
        }

        if (self is not null)
        {
            return self;
        }

        Exception? rebuilt = full ?? ExceptionFactory.TryCreate(type, message, code, actor, inner, details);
        if (rebuilt is null)
        {
            return context ?? new RemoteTaskException(default, "a remote call", default, 1, type, message, stack, null);
        }

        if (context is not null)
        {
            rebuilt.SetRemoteContext(context);
        }

        return rebuilt;
    }

    /// <summary>The name of a type with its assembly's simple name, as <see cref="Type.GetType(string)"/> reads it.</summary>
    private static string NameOf(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";

    private static string Cut(string? text) => text is null ? string.Empty : text.Length <= LongestText ? text : text[..LongestText];

    private static void WriteActor(ref MessagePackWriter writer, Exception exception)
    {
        ActorId id = exception is ActorException actor ? actor.ActorId : default;
        writer.WriteArrayHeader(2);
        writer.Write(id.Origin);
        writer.Write(id.Sequence);
    }

    private static ActorId ReadActor(ref MessagePackReader reader)
    {
        reader.ReadArrayHeader();
        return new ActorId(reader.ReadUInt64(), reader.ReadUInt64());
    }

    /// <summary>Numbers that RayNet's own exceptions carry besides their text.</summary>
    private static void WriteDetails(ref MessagePackWriter writer, Exception exception)
    {
        long[] details = exception switch
        {
            ObjectLostException lost => [(long)lost.ObjectId.Origin, (long)lost.ObjectId.Sequence, (long)lost.Cause],
            OwnerDiedException lost => [(long)lost.ObjectId.Origin, (long)lost.ObjectId.Sequence],
            RayOutOfMemoryException memory => [(long)memory.NodeId.Origin, (long)memory.NodeId.Sequence, memory.ProcessId, memory.WorkerBytes, memory.UsedBytes, memory.TotalBytes, BitConverter.DoubleToInt64Bits(memory.Threshold)],
            UnschedulableException bound => [(long)bound.NodeId.Origin, (long)bound.NodeId.Sequence],
            _ => [],
        };
        writer.WriteArrayHeader(details.Length);
        foreach (long detail in details)
        {
            writer.Write(detail);
        }
    }

    private static long[] ReadDetails(ref MessagePackReader reader)
    {
        const int most = 16;
        if (reader.TryReadNil())
        {
            return [];
        }

        int count = reader.ReadArrayHeader();
        if (count > most)
        {
            throw new MessagePackSerializationException($"An error has {count} details; {most} at most were expected.");
        }

        long[] details = new long[count];
        for (int i = 0; i < count; i++)
        {
            details[i] = reader.ReadInt64();
        }

        return details;
    }

    private static void WriteInner(ref MessagePackWriter writer, Exception? inner, int depth)
    {
        if (inner is null || depth >= 8)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(3);
        writer.Write(NameOf(inner.GetType()));
        writer.Write(Cut(inner.Message));
        WriteInner(ref writer, inner.InnerException, depth + 1);
    }

    private static Exception? ReadInner(ref MessagePackReader reader, int depth)
    {
        if (reader.TryReadNil() || depth > 8)
        {
            return null;
        }

        reader.ReadArrayHeader();
        string type = reader.ReadString() ?? string.Empty;
        string message = reader.ReadString() ?? string.Empty;
        Exception? inner = ReadInner(ref reader, depth + 1);
        return ExceptionFactory.TryCreate(type, message, RayErrorCode.Unknown, default, inner, []) ?? new RayException(RayErrorCode.TaskFailed, $"{type}: {message}", inner);
    }

    private static void WriteContext(ref MessagePackWriter writer, RemoteTaskException context, int depth = 0)
    {
        writer.WriteArrayHeader(9);
        writer.Write(context.TaskId.Origin);
        writer.Write(context.TaskId.Sequence);
        writer.Write(context.TaskName);
        writer.Write(context.NodeId.Origin);
        writer.Write(context.NodeId.Sequence);
        writer.Write(context.Attempt);
        writer.Write(context.RemoteTypeName);
        writer.Write(Cut(context.RemoteMessage));
        writer.Write(Cut(context.RemoteStackTrace));
        if (depth < 8 && context.InnerException is RemoteTaskException origin)
        {
            WriteContext(ref writer, origin, depth + 1);
        }
        else
        {
            writer.WriteNil();
        }
    }

    private static RemoteTaskException? ReadContext(ref MessagePackReader reader, int depth)
    {
        if (reader.TryReadNil() || depth > 8)
        {
            return null;
        }

        if (reader.ReadArrayHeader() != 9)
        {
            throw new MessagePackSerializationException("The context of an error has not nine fields.");
        }

        var task = new TaskId(reader.ReadUInt64(), reader.ReadUInt64());
        string name = reader.ReadString() ?? string.Empty;
        var node = new NodeId(reader.ReadUInt64(), reader.ReadUInt64());
        int attempt = reader.ReadInt32();
        string type = reader.ReadString() ?? string.Empty;
        string message = reader.ReadString() ?? string.Empty;
        string stack = reader.ReadString() ?? string.Empty;
        return new RemoteTaskException(task, name, node, attempt, type, message, stack, ReadContext(ref reader, depth + 1));
    }
}
