using System.Text;

namespace RayNet.Testing.Tests;

/// <summary>What this process prints, for drivers that connect meanwhile.</summary>
internal sealed class CapturedConsole : IDisposable
{
    private readonly TextWriter _output = Console.Out;
    private readonly TextWriter _error = Console.Error;

    internal CapturedConsole()
    {
        Console.SetOut(Output);
        Console.SetError(Error);
    }

    internal Recorder Output { get; } = new();

    internal Recorder Error { get; } = new();

    public void Dispose()
    {
        Console.SetOut(_output);
        Console.SetError(_error);
    }

    /// <summary>Keeps what was written, and says when something comes.</summary>
    internal sealed class Recorder : TextWriter
    {
        private readonly Lock _gate = new();
        private readonly StringBuilder _text = new();
        private readonly List<(string Text, TaskCompletionSource Found)> _waiting = [];

        public override Encoding Encoding => Encoding.UTF8;

        internal string[] Lines
        {
            get
            {
                lock (_gate)
                {
                    return _text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
                }
            }
        }

        public override void Write(char value) => Write(value.ToString());

        public override void Write(string? value)
        {
            lock (_gate)
            {
                _text.Append(value);
                string all = _text.ToString();
                foreach ((string _, TaskCompletionSource found) in _waiting.Where(item => all.Contains(item.Text, StringComparison.Ordinal)))
                {
                    found.TrySetResult();
                }

                _waiting.RemoveAll(static item => item.Found.Task.IsCompleted);
            }
        }

        public override void Write(StringBuilder? value) => Write(value?.ToString());

        /// <summary>Completes when a text was written.</summary>
        internal Task ComesAsync(string text)
        {
            lock (_gate)
            {
                var found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (_text.ToString().Contains(text, StringComparison.Ordinal))
                {
                    found.SetResult();
                }
                else
                {
                    _waiting.Add((text, found));
                }

                return found.Task.Within($"'{text}' in the output");
            }
        }
    }
}
