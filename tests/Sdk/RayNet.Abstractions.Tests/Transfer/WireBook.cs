using System.Buffers;
using MessagePack;
using RayNet.CompilerServices;

namespace RayNet.Abstractions.Tests.Transfer;

/// <summary>Both ends of a wire in one process: references and handles are numbers of a book.</summary>
internal sealed class WireBook : WireContext
{
    private const sbyte Reference = 40;
    private const sbyte Handle = 41;

    private readonly List<ObjectCell> _cells = [];
    private readonly List<ActorHandle> _handles = [];

    internal WireBook() => Options = new WireOptions(this);

    internal WireOptions Options { get; }

    internal byte[] Write(ObjectCell call)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new CallWriter(new MessagePackWriter(bytes), Options);
        call.WriteArguments(ref writer);
        writer.Writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    internal ObjectCell Read(RemoteMethod method, bool hasReferences, ReadOnlyMemory<byte> bytes)
    {
        var reader = new CallReader(new MessagePackReader(bytes), Options);
        ObjectCell call = (hasReferences ? method.ReadReference : method.ReadValue)!(ref reader);
        Assert.Equal(bytes.Length, reader.Reader.Consumed);
        return call;
    }

    internal override void WriteReference(ref MessagePackWriter writer, ObjectCell cell) => Write(ref writer, Reference, NumberOf(_cells, cell));

    internal override ObjectCell<T> ReadReference<T>(ref MessagePackReader reader)
    {
        int number = ReadNumber(ref reader, Reference, _cells.Count);
        if (_cells[number] is ObjectCell<T> cell)
        {
            cell.AddReference();
            return cell;
        }

        return typeof(T) == typeof(Unit)
            ? new Completion<T>(_cells, number)
            : throw new MessagePackSerializationException($"Object {number} is no {typeof(T)}.");
    }

    internal override void WriteHandle(ref MessagePackWriter writer, ActorHandle handle) => Write(ref writer, Handle, NumberOf(_handles, handle));

    internal override ActorHandle<TActor> ReadHandle<TActor>(ref MessagePackReader reader) =>
        ReadHandle(ref reader) as ActorHandle<TActor> ?? throw new MessagePackSerializationException($"The actor is no {typeof(TActor)}.");

    internal override ActorHandle ReadHandle(ref MessagePackReader reader) => _handles[ReadNumber(ref reader, Handle, _handles.Count)];

    private static int NumberOf<T>(List<T> all, T item)
        where T : class
    {
        int number = all.IndexOf(item);
        if (number < 0)
        {
            all.Add(item);
            number = all.Count - 1;
        }

        return number;
    }

    private static void Write(ref MessagePackWriter writer, sbyte kind, int number)
    {
        writer.WriteExtensionFormatHeader(new ExtensionHeader(kind, 1));
        writer.GetSpan(1)[0] = (byte)number;
        writer.Advance(1);
    }

    private static int ReadNumber(ref MessagePackReader reader, sbyte kind, int count)
    {
        ExtensionResult extension = reader.ReadExtensionFormat();
        if (extension.TypeCode != kind || extension.Data.Length != 1 || extension.Data.FirstSpan[0] >= count)
        {
            throw new MessagePackSerializationException("There is no such number.");
        }

        return extension.Data.FirstSpan[0];
    }

    /// <summary>The completion of an object whose value is not looked at; it keeps the object's number.</summary>
    private sealed class Completion<T> : ObjectCell<T>
    {
        internal Completion(List<ObjectCell> cells, int number)
        {
            SetValueBeforePublication(default!);
            cells[number] = this;
        }
    }
}
