using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RayNet.Runtime.Deployment.Logs;

/// <summary>Reads the lines of one file that still grows. Bytes without the end of a line wait for it.</summary>
internal sealed class LogFileReader(SafeFileHandle handle, int number, long offset, int maxLineBytes) : IDisposable
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    internal int Number => number;

    /// <summary>Bytes that are in the file and were not taken.</summary>
    internal long Available => Math.Max(0, RandomAccess.GetLength(handle) - Offset);

    /// <summary>After the last whole line that was taken.</summary>
    internal long Offset { get; private set; } = offset;

    public void Dispose() => handle.Dispose();

    /// <summary>The next line. Without one that has ended: <see langword="null"/>, or what there is if <paramref name="flush"/> says that no more comes.</summary>
    internal string? ReadLine(bool flush)
    {
        int searched = 0;
        while (true)
        {
            ReadOnlySpan<byte> pending = _buffer.AsSpan(_start, _end - _start);
            int newLine = pending[searched..].IndexOf((byte)'\n');
            if (newLine >= 0)
            {
                int length = searched + newLine;
                string line = Decode(pending[..length]);
                Take(length + 1);
                return line;
            }

            if (pending.Length >= maxLineBytes)
            {
                int length = WholeCharacters(pending[..maxLineBytes]);
                string part = Encoding.UTF8.GetString(pending[..length]);
                Take(length);
                return part;
            }

            searched = pending.Length;
            if (!Fill())
            {
                if (!flush || pending.IsEmpty)
                {
                    return null;
                }

                string rest = Decode(pending);
                Take(pending.Length);
                return rest;
            }
        }
    }

    private static string Decode(ReadOnlySpan<byte> line) => Encoding.UTF8.GetString(line is [.., (byte)'\r'] ? line[..^1] : line);

    /// <summary>A line that is too long is cut, but not inside a character.</summary>
    private static int WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= 4 && back < bytes.Length; back++)
        {
            byte lead = bytes[^back];
            if ((lead & 0xc0) == 0x80)
            {
                continue;
            }

            int needed = lead switch { >= 0xf0 => 4, >= 0xe0 => 3, >= 0xc0 => 2, _ => 1 };
            return needed > back ? bytes.Length - back : bytes.Length;
        }

        return bytes.Length;
    }

    private void Take(int bytes)
    {
        _start += bytes;
        Offset += bytes;
        if (_start == _end)
        {
            _start = _end = 0;
        }
    }

    private bool Fill()
    {
        if (_end == _buffer.Length)
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                _end -= _start;
                _start = 0;
            }
            else
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }
        }

        int read = RandomAccess.Read(handle, _buffer.AsSpan(_end), Offset + _end - _start);
        _end += read;
        return read > 0;
    }
}
