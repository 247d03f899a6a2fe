using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Deployment.Logs;

/// <summary>
/// An output of this process: writes to the descriptor itself, and puts another file behind it when the file is large. Nothing is copied
/// and nothing is lost, and what native code writes goes along. It cuts after a line, so no line is torn.
/// </summary>
internal sealed partial class RotatingDescriptor : Stream
{
    /// <summary>How much is written between two looks at the file: others write to it too.</summary>
    private const int LookInterval = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly LogStreamKind _kind;
    private readonly LogRotationOptions _options;
    private readonly int _descriptor;
    private int _number;
    private long _unseen;
    private bool _atLineStart = true;

    internal RotatingDescriptor(string folder, LogStreamKind kind, LogRotationOptions options)
    {
        _folder = folder;
        _kind = kind;
        _options = options;
        _descriptor = kind == LogStreamKind.Output ? 1 : 2;
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_gate)
        {
            if (buffer.IsEmpty)
            {
                return;
            }

            WriteAll(buffer);
            _atLineStart = buffer[^1] == '\n';
            _unseen += buffer.Length;
            if (_unseen >= Math.Min(LookInterval, _options.MaxBytes))
            {
                RotateIfLarge();
            }
        }
    }

    /// <summary>Looks at the file although nothing was written here: native code may have.</summary>
    internal void Look()
    {
        lock (_gate)
        {
            RotateIfLarge();
        }
    }

    private void RotateIfLarge()
    {
        if (_options.MaxBytes <= 0 || !_atLineStart)
        {
            return;
        }

        _unseen = 0;
        var current = new FileInfo(LogFileNames.PathOf(_folder, Environment.ProcessId, _kind, _number));
        if (!current.Exists || current.Length < _options.MaxBytes)
        {
            return;
        }

        try
        {
            using SafeFileHandle next = File.OpenHandle(LogFileNames.PathOf(_folder, Environment.ProcessId, _kind, _number + 1), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            if (Libc.Duplicate((int)next.DangerousGetHandle(), _descriptor) < 0)
            {
                return;
            }

            _number++;
            File.Delete(LogFileNames.PathOf(_folder, Environment.ProcessId, _kind, _number - Math.Max(1, _options.MaxFiles)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A log that grows too large is better than a program that fails because of its log.
        }
    }

    private unsafe void WriteAll(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            for (int done = 0; done < buffer.Length;)
            {
                nint written = NativeWrite(_descriptor, start + done, (nuint)(buffer.Length - done));
                if (written < 0 && Marshal.GetLastPInvokeError() != Libc.ErrorInterrupted)
                {
                    // As the platform's console does: output that nobody takes (a full disk) is dropped.
                    return;
                }

                done += (int)Math.Max(written, 0);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint NativeWrite(int descriptor, byte* buffer, nuint count);
}
