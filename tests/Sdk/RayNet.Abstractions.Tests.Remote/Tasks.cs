using System.Runtime.CompilerServices;

namespace RayNet.Abstractions.Tests.Remote;

public static class Tasks
{
    [ThreadStatic]
    private static string? t_logged;

    /// <summary>What the last call of <see cref="Log"/> on this thread left.</summary>
    public static string? TakeLogged()
    {
        string? logged = t_logged;
        t_logged = null;
        return logged;
    }

    [Remote]
    public static int Add(int x, int y = 5) => x + y;

    [Remote]
    public static string Nothing() => "nothing";

    [Remote]
    public static void Log(string text) => t_logged = text;

    [Remote]
    public static async Task<string?> LaterAsync(string? text, DateTimeOffset when)
    {
        await Task.Yield();
        return text is null ? null : $"{text} {when:O}";
    }

    [Remote]
    public static List<int> Sort(List<int> items, double[]? weights = null)
    {
        items.Sort();
        items.Add(weights?.Length ?? -1);
        return items;
    }

    [Remote(SplitReturns = true)]
    public static (int Quotient, Item Other) Split(int x, Item y) => (x / 2, y with { Name = y.Name + "!" });

    [Remote]
    public static (DayOfWeek Day, Dictionary<string, (int, Item?)> Map) Whole(DayOfWeek day, IReadOnlyList<string> keys) =>
        (day, keys.ToDictionary(static key => key, static key => (key.Length, (Item?)null)));

    [Remote(StreamBufferSize = 2)]
    public static async IAsyncEnumerable<(Item Item, int Index)> StreamAsync(Item first, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return (first, i);
        }
    }

    [Remote]
    public static string Caller(int x, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0, [CallerArgumentExpression(nameof(x))] string? expression = null) =>
        $"{x} {member} {line > 0} {expression}";

    [Remote]
    public static string Supplied(CancellationToken token, int a, RayContext context, string b, [FromServices] IFormatProvider format, decimal c = 1.5m) =>
        string.Create(format, $"{a} {b} {c} {context.TaskName} {token.IsCancellationRequested}");

    [Remote]
    public static string Defaults(int? number = 3, string text = "a\"b", DayOfWeek day = DayOfWeek.Tuesday, Guid id = default, long? none = null, double ratio = double.NaN) =>
        $"{number} {text} {day} {id} {none} {ratio}";

    [Remote]
    public static int Sum(string label, params int[] numbers) => label.Length + numbers.Sum();

    [Remote]
    public static async Task<string> OpenAsync(Parcel parcel, List<ObjectRef<int>> numbers)
    {
        if (parcel.Done is not null)
        {
            await parcel.Done;
        }

        List<int> content = await parcel.Content;
        int sum = 0;
        foreach (ObjectRef<int> number in numbers)
        {
            sum += await number;
        }

        string next = parcel.Next is null ? "-" : (await parcel.Next).Label;
        return $"{parcel.Label} {content.Count} {sum} {parcel.Owner} {parcel.Any} {parcel.Others.Length} {next}";
    }

    [Remote]
    public static async Task<string> PassAsync(ObjectRef<int> number, ObjectRef done, ActorHandle<Counter> handle, ActorHandle any, ObjectRef<int>? none, int x)
    {
        await done;
        return $"{await number} {handle} {any} {any is ActorHandle<Counter>} {none is null} {x}";
    }

    [Remote]
    public static ObjectRef<Item> Same(ObjectRef<Item> item) => item;

    [Remote]
    public static ActorHandle<Counter> Handle(ActorHandle<Counter> handle) => handle;

    [Remote]
    public static bool Touch(ObjectRef<OnlyReferred>? referred) => referred is not null;
}
