using System.Buffers;
using System.ComponentModel;
using MessagePack;

namespace RayNet.CompilerServices;

/// <summary>Writes and reads the arguments or the result of a call as one MessagePack value, as MagicOnion does.</summary>
/// <typeparam name="T">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcCodec<T>
{
    /// <summary>Writes a value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    public abstract void Write(ref MessagePackWriter writer, T value);

    /// <summary>Reads a value. Nothing of it refers to the input.</summary>
    /// <param name="reader">Where from.</param>
    public abstract T Read(ref MessagePackReader reader);

    /// <summary>Writes a whole message.</summary>
    internal void Encode(IBufferWriter<byte> output, T value)
    {
        var writer = new MessagePackWriter(output);
        Write(ref writer, value);
        writer.Flush();
    }

    /// <summary>Reads a whole message; what follows the value is ignored. Nothing of the result refers to the input.</summary>
    internal T Decode(in ReadOnlySequence<byte> input)
    {
        var reader = new MessagePackReader(input);
        return Read(ref reader);
    }
}
