using System.Globalization;

namespace RayNet.Runtime.Deployment.Logs;

/// <summary>
/// The names of a worker's log files: <c>worker-123.out</c>, then <c>worker-123.1.out</c> and so on. A file never changes its name, so
/// that who reads it is not led to another.
/// </summary>
internal static class LogFileNames
{
    internal static string PathOf(string folder, int pid, LogStreamKind kind, int number) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"worker-{pid}{(number == 0 ? string.Empty : $".{number}")}.{(kind == LogStreamKind.Output ? "out" : "err")}"));

    /// <summary>The numbers of the files that are there, in order.</summary>
    internal static List<int> NumbersOf(string folder, int pid, LogStreamKind kind)
    {
        string extension = kind == LogStreamKind.Output ? ".out" : ".err";
        var numbers = new List<int>();
        foreach (string file in Directory.EnumerateFiles(folder, string.Create(CultureInfo.InvariantCulture, $"worker-{pid}.*")))
        {
            string middle = Path.GetFileName(file)[$"worker-{pid}".Length..];
            if (middle == extension)
            {
                numbers.Add(0);
            }
            else if (middle.EndsWith(extension, StringComparison.Ordinal) && int.TryParse(middle.AsSpan(1, middle.Length - 1 - extension.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                numbers.Add(number);
            }
        }

        numbers.Sort();
        return numbers;
    }
}
