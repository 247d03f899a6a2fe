using System.Buffers;
using System.Text;
using MessagePack;

namespace RayNet.Gateways.Tests.Harness;

/// <summary>Writes MessagePack by hand, as hexadecimal digits.</summary>
internal static class Pack
{
    /// <summary>Arrays, strings, numbers and nil.</summary>
    internal static string Hex(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        Write(ref writer, value);
        writer.Flush();
        return Convert.ToHexString(buffer.WrittenSpan);
    }

    /// <summary>The number of a hub's method: FNV-1a, written down again so that the two do not share a mistake.</summary>
    internal static int Id(string method)
    {
        uint hash = 0x811C9DC5;
        foreach (byte octet in Encoding.UTF8.GetBytes(method))
        {
            hash ^= octet;
            hash *= 0x01000193;
        }

        return (int)hash;
    }

    private static void Write(ref MessagePackWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNil();
                break;
            case int number:
                writer.Write(number);
                break;
            case string text:
                writer.Write(text);
                break;
            case object?[] items:
                writer.WriteArrayHeader(items.Length);
                foreach (object? item in items)
                {
                    Write(ref writer, item);
                }

                break;
            default:
                throw new ArgumentException($"{value.GetType()} is not written here.");
        }
    }
}
