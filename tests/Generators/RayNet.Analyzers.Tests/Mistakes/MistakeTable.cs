namespace RayNet.Analyzers.Tests.Mistakes;

internal static class MistakeTable
{
    internal static readonly IReadOnlyList<Mistake> All =
    [
        new("An argument of another type",
            """
            ObjectRef<int> sum = Arithmetic.AddRemote("1", 2);

            public static class Arithmetic { [Remote] public static int Add(int x, int y) => x + y; }
            """,
            "The entry points have the types of your method: pass an `int`, or an `ObjectRef<int>`. (To the compiler, what stands before the dot is argument 1.)",
            """
            ObjectRef<int> sum = Arithmetic.AddRemote(1, 2);

            public static class Arithmetic { [Remote] public static int Add(int x, int y) => x + y; }
            """),
        new("A reference where the value is needed",
            """
            int sum = Arithmetic.AddRemote(1, 2);

            public static class Arithmetic { [Remote] public static int Add(int x, int y) => x + y; }
            """,
            "The call returns at once with a reference. `await` it, or call `Ray.Get` where you cannot.",
            """
            int sum = await Arithmetic.AddRemote(1, 2);

            public static class Arithmetic { [Remote] public static int Add(int x, int y) => x + y; }
            """),
        new("A reference to a value of another type",
            """
            ObjectRef<string> text = Ray.Put("1");
            int sum = await Arithmetic.AddRemote(text, 2);

            public static class Arithmetic { [Remote] public static int Add(int x, int y) => x + y; }
            """,
            "References are typed as their values are. Convert the value in a task of its own, or await it and convert it here.",
            """
            ObjectRef<string> text = Ray.Put("1");
            int sum = await Arithmetic.AddRemote(Arithmetic.ParseRemote(text), 2);

            public static class Arithmetic
            {
                [Remote] public static int Add(int x, int y) => x + y;
                [Remote] public static int Parse(string text) => int.Parse(text);
            }
            """),
        new("No [Remote]",
            """
            int sum = await Arithmetic.AddRemote(1, 2);

            public static class Arithmetic { public static int Add(int x, int y) => x + y; }
            """,
            "Mark the method with `[Remote]`; `AddRemote` is generated then.",
            """
            int sum = await Arithmetic.AddRemote(1, 2);

            public static class Arithmetic { [Remote] public static int Add(int x, int y) => x + y; }
            """),
        new("A private method",
            """
            public static class Arithmetic { [Remote] private static int Add(int x, int y) => x + y; }
            """,
            "Generated code calls the method, so that it has to be `internal` or `public`.",
            Remedy: null),
        new("A ref parameter",
            """
            public static class Arithmetic { [Remote] public static void Increment(ref int x) => x++; }
            """,
            "Nothing flows back but the result: return what changes.",
            """
            public static class Arithmetic { [Remote] public static int Increment(int x) => x + 1; }
            """),
        new("A span",
            """
            public static class Statistics { [Remote] public static int Count(ReadOnlySpan<double> values) => values.Length; }
            """,
            "A span lives on the caller's stack. Take `ReadOnlyMemory<double>`, or an array.",
            Remedy: null),
        new("A generic method",
            """
            public static class Lists { [Remote] public static T First<T>(T[] items) => items[0]; }
            """,
            "Write one method for each type that you need; they can share a private generic one.",
            """
            public static class Lists
            {
                [Remote] public static int FirstNumber(int[] items) => First(items);
                [Remote] public static string FirstText(string[] items) => First(items);

                private static T First<T>(T[] items) => items[0];
            }
            """),
        new("An argument that holds something of this process",
            """
            public sealed record Customer(string Name, Stream Photo);
            public sealed record Order(int Id, Customer Customer);

            public static class Orders { [Remote] public static int Price(Order order) => order.Id; }
            """,
            "The message names the member. Send the data instead, here the bytes of the photo.",
            """
            public sealed record Customer(string Name, byte[] Photo);
            public sealed record Order(int Id, Customer Customer);

            public static class Orders { [Remote] public static int Price(Order order) => order.Id; }
            """),
        new("A lambda as an argument",
            """
            public static class Lists { [Remote] public static int Count(int[] items, Func<int, bool> filter) => items.Count(filter); }
            """,
            "Code does not travel with a call. Write a method for each thing to do, or send data that says which.",
            """
            public static class Lists { [Remote] public static int CountAbove(int[] items, int limit) => items.Count(item => item > limit); }
            """),
        new("A tree",
            """
            public sealed class Node { public int Value { get; set; } public Node? Next { get; set; } }

            public static class Lists { [Remote] public static int Sum(Node list) => list.Value; }
            """,
            "Say how deep it may be by `[MaxDepth(64)]` on the class. Values that are deeper fail at the call.",
            Remedy: null),
        new("async void",
            """
            public static class Files { [Remote] public static async void Save(string text) => await File.WriteAllTextAsync("out.txt", text); }
            """,
            "Return `Task`: the caller's reference completes when it does.",
            Remedy: null),
        new("A dropped call",
            """
            Files.SaveRemote("text");

            public static class Files { [Remote] public static void Save(string text) => File.WriteAllText("out.txt", text); }
            """,
            "Await the call, or keep the reference. Write `_ =` when nobody needs to know how it ends.",
            Remedy: null),
        new("A detached actor without a name",
            """
            ActorHandle<Counter> counter = Counter.CreateRemote(options: new() { Lifetime = ActorLifetime.Detached });

            [Actor] public sealed class Counter { private int _value; public int Increment() => ++_value; }
            """,
            "It outlives its handles: only a name leads back to it.",
            Remedy: null),
        new("A property of an actor",
            """
            ActorHandle<Counter> counter = Counter.CreateRemote();
            int value = await counter.Value;

            [Actor] public sealed class Counter { public int Value { get; private set; } public int Increment() => ++Value; }
            """,
            "Methods are remote, properties are not: a call that travels should look like one. Add a method, `GetValue()`.",
            """
            ActorHandle<Counter> counter = Counter.CreateRemote();
            int value = await counter.GetValue();

            [Actor]
            public sealed class Counter
            {
                private int _value;

                public int GetValue() => _value;

                public int Increment() => ++_value;
            }
            """),
        new("[Remote] in an actor",
            """
            [Actor] public sealed class Counter { private int _value; [Remote] public int Increment() => ++_value; }
            """,
            "All public methods of an actor are remote. Remove the attribute.",
            """
            [Actor] public sealed class Counter { private int _value; public int Increment() => ++_value; }
            """),
        new("A concurrency group that nobody declared",
            """
            [Actor] public sealed class Cache { [ActorMethod(ConcurrencyGroup = "io")] public int Load(string key) => key.Length; }
            """,
            "Declare it on the class with its limit: `[ConcurrencyGroup(\"io\", 4)]`.",
            Remedy: null),
        new("An object that a worker cannot build",
            """
            public sealed class Pricer(decimal rate) { [Remote] public decimal Price(int product) => product * rate; }
            """,
            "The object is not sent: a worker builds its own from services. Make the method static and take the data as parameters, or make the class an `[Actor]`.",
            """
            public static class Pricer { [Remote] public static decimal Price(int product, decimal rate) => product * rate; }
            """),
        new("A negative quantity",
            """
            ObjectRef<int> sum = Arithmetic.AddRemote(1, 2, options: new() { NumCpus = -1 });

            public static class Arithmetic { [Remote] public static int Add(int x, int y) => x + y; }
            """,
            "Leave the option out for the default, or give what the task needs.",
            Remedy: null),
        new("A local function",
            """
            [Remote] static int Square(int x) => x * x;
            Console.WriteLine(Square(2));
            """,
            "Put the method into a static class; workers find it there.",
            """
            Console.WriteLine(await Numbers.SquareRemote(2));

            public static class Numbers { [Remote] public static int Square(int x) => x * x; }
            """),
    ];
}
