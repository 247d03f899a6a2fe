using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace RayNet.Runtime.Deployment.Logs;

/// <summary>Reads one output of a worker over all of its files.</summary>
internal sealed class LogReader(LogSource source, LogPosition start, LogTailOptions options) : IDisposable
{
    /// <summary>The file that is written, after the one before it: a child of the worker may still write to that.</summary>
    private readonly List<LogFileReader> _files = [];

    private LogPosition _start = start;
    private string? _name;
    private string? _note;

    internal LogSource Source => source;

    /// <summary>Bytes of all lines that were taken.</summary>
    internal long Taken { get; private set; }

    public void Dispose()
    {
        foreach (LogFileReader file in _files)
        {
            file.Dispose();
        }

        _files.Clear();
    }

    /// <summary>Bytes that are in the files by now and were not taken.</summary>
    internal long Available()
    {
        Open();
        long available = _files.Sum(static file => file.Available);
        if (_files.Count > 0)
        {
            foreach (int next in LogFileNames.NumbersOf(source.Folder, source.Pid, source.Kind).Where(number => number > _files[^1].Number))
            {
                available += new FileInfo(source.PathOf(next)).Length;
            }
        }

        return available;
    }

    /// <summary>The next lines, or <see langword="null"/> if there are none now.</summary>
    /// <param name="final">The worker has ended: what has no end of line comes too.</param>
    internal LogBatch? Read(bool final)
    {
        while (true)
        {
            Open();
            for (int i = 0; i < _files.Count; i++)
            {
                if (ReadFrom(_files[i], flush: final || i < _files.Count - 2) is { } batch)
                {
                    return batch;
                }
            }

            // What is older was read to its end in this round, also what had no end of line.
            for (; _files.Count > 2; _files.RemoveAt(0))
            {
                _files[0].Dispose();
            }

            if (!OpenNext())
            {
                return null;
            }
        }
    }

    private LogBatch? ReadFrom(LogFileReader file, bool flush)
    {
        ImmutableArray<string>.Builder lines = ImmutableArray.CreateBuilder<string>();
        int size = 0;
        string? name = _name;
        if (_note is not null)
        {
            lines.Add(_note);
            _note = null;
        }

        long before = file.Offset;
        while (size < options.MaxBatchSize && file.ReadLine(flush) is { } line)
        {
            if (!LogMarker.TryRead(line, out string? next))
            {
                lines.Add(line);
                size += line.Length + 1;
                continue;
            }

            _name = next;
            if (lines.Count > 0)
            {
                break;
            }

            name = next;
        }

        Taken += file.Offset - before;
        return lines.Count == 0 ? null : new LogBatch(source, name, lines.ToImmutable(), PositionAfter(file));
    }

    /// <summary>Lines that come late to an earlier file must not lead back behind those that were delivered.</summary>
    private LogPosition PositionAfter(LogFileReader file)
    {
        LogFileReader furthest = _files.LastOrDefault(static item => item.Offset > 0) ?? file;
        LogFileReader reached = furthest.Number > file.Number ? furthest : file;
        return new LogPosition(reached.Number, reached.Offset);
    }

    private void Open()
    {
        if (_files.Count > 0)
        {
            return;
        }

        if (File.Exists(source.PathOf(_start.File)))
        {
            Add(_start.File, _start.Offset);
        }
        else if (Directory.Exists(source.Folder) && LogFileNames.NumbersOf(source.Folder, source.Pid, source.Kind).Where(number => number > _start.File).ToList() is [var first, ..])
        {
            // Read up to a file that is gone by now.
            NoteLoss(first - _start.File);
            Add(first, 0);
        }
    }

    /// <summary>Goes on to the next file, if there is one.</summary>
    private bool OpenNext()
    {
        if (_files.Count == 0)
        {
            return false;
        }

        int current = _files[^1].Number;
        int next = current + 1;
        if (!File.Exists(source.PathOf(next)))
        {
            // Usually there is none. But the worker may have removed it already, and the current one before it.
            if (File.Exists(source.PathOf(current)) || LogFileNames.NumbersOf(source.Folder, source.Pid, source.Kind).Where(number => number > current).ToList() is not [var first, ..])
            {
                return false;
            }

            next = first;
            NoteLoss(next - current - 1);
        }

        Add(next, 0);
        return true;
    }

    private void Add(int number, long offset)
    {
        SafeFileHandle handle = File.OpenHandle(source.PathOf(number), share: FileShare.ReadWrite | FileShare.Delete);
        _files.Add(new LogFileReader(handle, number, offset, options.MaxLineBytes));
        _start = new LogPosition(number, offset);
    }

    private void NoteLoss(int files) =>
        _note = string.Create(CultureInfo.InvariantCulture, $"[raynet: {files} log files of this worker were removed before they were read; keep more or larger ones]");
}
