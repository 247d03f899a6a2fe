using System.ComponentModel;
using MessagePack;

namespace RayNet.CompilerServices;

/// <summary>Writes the arguments of a call for another process. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct CallWriter
{
    /// <summary>A field, so that whoever made the writer flushes what was written.</summary>
    internal MessagePackWriter Writer;

    private readonly MessagePackSerializerOptions _options;

    internal CallWriter(MessagePackWriter writer, MessagePackSerializerOptions options)
    {
        Writer = writer;
        _options = options;
    }

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <typeparam name="T">Its type, as the parameter declares it.</typeparam>
    /// <exception cref="RaySerializationException">The value cannot be written.</exception>
    public void Write<T>(T value)
    {
        try
        {
            RayFormatterResolver.Get<T>().Serialize(ref Writer, value, _options);
        }
        catch (Exception exception) when (!RaySerializer.IsPlain(exception))
        {
            throw RaySerializer.Failed<T>("serialized", exception);
        }
    }

    /// <summary>Writes a value, in an array of one, or the reference that stands for it, which is no array.</summary>
    /// <param name="argument">The argument.</param>
    /// <typeparam name="T">The type of the value, as the parameter declares it.</typeparam>
    /// <exception cref="RaySerializationException">The value cannot be written.</exception>
    public void Write<T>(in Arg<T> argument)
    {
        if (argument.Cell is { } cell)
        {
            WireOptions.ContextOf(_options, typeof(ObjectRef<T>)).WriteArgument(ref Writer, cell);
            return;
        }

        Writer.WriteArrayHeader(1);
        Write(argument.Value);
    }
}
